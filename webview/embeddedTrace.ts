// The trace that stands in the page itself: base64 of a gzipped .ctrace, unpacked part by part.

/** A multiple of four letters, so that each part decodes for itself; small enough to leave the page its breath. */
const lettersAPart = 4 * 256 * 1024;

/**
 * Unpacks the text of the page's trace element.
 * @param progress - hears the part that is done, 0 to 1
 * @returns the bytes of a .ctrace file
 * @throws Error that says what is wrong: no trace in the page, damaged text, damaged compression
 */
export async function unpackTrace(base64: string, progress: (part: number) => void): Promise<ArrayBuffer> {
  if (base64 === '') throw new Error('This page holds no trace: expected one in the element with the id “trace”.');
  let at = 0;
  const parts = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (at >= base64.length) {
        controller.close();
        return;
      }
      controller.enqueue(decodeBase64(base64.slice(at, at + lettersAPart)));
      at += lettersAPart;
      progress(Math.min(1, at / base64.length));
    },
  });
  try {
    return await new Response(parts.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
  } catch (error) {
    throw new Error(`The trace in this page is damaged: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** The platform's own decoder, ten times as fast as letter by letter, where there is one. */
interface Base64Decoder {
  fromBase64?(text: string): Uint8Array<ArrayBuffer>;
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const { fromBase64 } = Uint8Array as Base64Decoder;
  if (fromBase64 !== undefined) return fromBase64.call(Uint8Array, text);
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
