// A child's IPC channel: which of its messages are Node's own, told by how Node writes them.

/** The first property that Node gives its control messages, in the two serializations. */
const jsonStart = '{"cmd":"NODE_';
const jsonHandle = '{"cmd":"NODE_HANDLE"';
const jsonInnerOwn = '"msg":{"cmd":"NODE_';
const advancedStart = /^[^]{0,10}o"\x03cmd".NODE_/;
const advancedHandle = /^[^]{0,10}o"\x03cmd".NODE_HANDLE"/;
const advancedInnerOwn = /"\x03msgo"\x03cmd".NODE_/;

/** Length of the part of a message that Node's words can be in. */
const headUnits = 100;

/**
 * Whether what is about to be written on a channel is a control message of Node's: cluster's, or a receipt.
 * A handle that the program sends travels in a wrapper of Node's, and is still the program's message.
 */
export function isNodesOwn(written: unknown): boolean {
  if (typeof written === 'string') {
    if (!written.startsWith(jsonStart)) return false;
    return !written.startsWith(jsonHandle) || written.slice(0, headUnits).includes(jsonInnerOwn);
  }
  if (!Buffer.isBuffer(written)) return false;
  const head = written.toString('latin1', 0, headUnits);
  return advancedStart.test(head) && (!advancedHandle.test(head) || advancedInnerOwn.test(head));
}
