/** Printable ASCII without the pipe and the comma, which separate fields and ids. */
const printable = /^[ -+\--{}~]+$/
export const maxUpstreamIdLength = 256

/** Whether a text can be the id that an upstream gave to a message. */
export const isUpstreamId = (text: string): boolean => text.length <= maxUpstreamIdLength && printable.test(text)
