// What a TCP socket is called, so that both of its ends find each other: its two addresses.

import type { Identity, StreamHandle } from './streams.ts';

export interface Address {
  readonly address?: string;
  readonly port?: number;
}

interface TcpHandle extends StreamHandle {
  getsockname(into: Address): number;
  getpeername(into: Address): number;
}

/** `10.0.0.1:80>10.0.0.2:5000`, local end first; null when it is not connected. TLS has offsets of its own: those of what is encrypted. */
export function tcpIdentity(handle: StreamHandle, transport: 'tcp' | 'tls'): Identity | null {
  const socket = handle as TcpHandle;
  if (typeof socket.getsockname !== 'function' || typeof socket.getpeername !== 'function') return null;
  const local: Address = {};
  const peer: Address = {};
  if (socket.getsockname(local) !== 0 || socket.getpeername(peer) !== 0) return null;
  if (local.address === undefined || peer.address === undefined) return null;
  return { transport, key: `${endText(local)}>${endText(peer)}` };
}

/** An IPv4 connection to a socket that listens on IPv6 has a mapped address at that end only. */
export function endText({ address = '', port = 0 }: Address): string {
  const plain = address.startsWith('::ffff:') ? address.slice(7) : address;
  return plain.includes(':') ? `[${plain}]:${port}` : `${plain}:${port}`;
}

let ownerSymbol: symbol | undefined;

/** The program's socket above a handle. */
export function ownerOf(handle: object): unknown {
  ownerSymbol ??= Object.getOwnPropertySymbols(handle).find(({ description }) => description === 'owner_symbol');
  return ownerSymbol === undefined ? undefined : Reflect.get(handle, ownerSymbol);
}
