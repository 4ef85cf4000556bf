/** `localhost`, the addresses of 127.0.0.0/8, and `::1`. As a host to listen on, without brackets. */
const loopbackName = /^(?:localhost|127(?:\.[0-9]{1,3}){1,3}|::1|\[::1\])$/i

export const isLoopback = (name: string): boolean => loopbackName.test(name)

/**
 * The host part of a URL under which a program on this machine reaches a server that listens on `host`. One that listens on
 * all addresses is reached on the loopback address of the same family: `::` may take no IPv4 connections.
 */
export function formatReachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
