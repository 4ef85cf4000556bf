/** `localhost`, the addresses of 127.0.0.0/8, and `::1`. As a host to listen on, without brackets. */
const loopbackName = /^(?:localhost|127(?:\.[0-9]{1,3}){1,3}|::1|\[::1\])$/i

export const isLoopback = (name: string): boolean => loopbackName.test(name)
