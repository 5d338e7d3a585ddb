// Texts of a trace made safe and short for a terminal: a trace is untrusted, and an escape sequence in a name is a command.

/** `text` without control characters, line breaks and marks that turn the writing direction. */
export function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, '\ufffd');
}

/** At most `width` characters: the end is cut and says so. */
export function cutEnd(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, Math.max(0, width - 1)).join('')}…`;
}

/** At most `width` characters: the beginning is cut and says so, since the end of a path tells more. */
export function cutStart(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `…${characters.slice(characters.length - Math.max(0, width - 1)).join('')}`;
}

export function widthOf(text: string): number {
  return [...text].length;
}
