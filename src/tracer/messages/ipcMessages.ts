// A child's IPC channel: which of its messages are Node's own, told by how Node writes them.

/** Length of the part of a message that Node's words can be in. */
const headUnits = 100;

/** How the two serializations write an object whose first property is `cmd`, up to that property's text. */
const cmdAsJson = '{"cmd":"';
const cmdAsClone = 'o"\u0003cmd"'; // then the text's length, one byte

/**
 * Whether what is about to be written on a channel is a control message of Node's: cluster's, or a receipt.
 * A handle that the program sends travels in a wrapper of Node's, and is still the program's message.
 */
export function isNodesOwn(written: unknown): boolean {
  if (typeof written === 'string') {
    return isOwnCommand(written.slice(0, headUnits), cmdAsJson, 0, `"msg":${cmdAsJson}`);
  }
  if (!Buffer.isBuffer(written)) return false;
  // Its length, the clone's version, and then the object.
  return isOwnCommand(written.toString('latin1', 0, headUnits), cmdAsClone, 1, `"\u0003msg${cmdAsClone}`);
}

/** `lengthUnits`: what stands between a property and its text; `innerStart`: how the message in a wrapper begins. */
function isOwnCommand(head: string, start: string, lengthUnits: number, innerStart: string): boolean {
  const at = head.indexOf(start);
  if (at < 0 || at > 10 * lengthUnits) return false;
  const command = head.slice(at + start.length + lengthUnits);
  if (!command.startsWith('NODE_')) return false;
  if (!command.startsWith('NODE_HANDLE"')) return true;
  const inner = command.indexOf(innerStart);
  return inner >= 0 && command.startsWith('NODE_', inner + innerStart.length + lengthUnits);
}
