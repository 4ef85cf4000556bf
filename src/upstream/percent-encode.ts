/** Percent-encodes everything but RFC 3986's unreserved characters; `encodeURIComponent` alone leaves `!'()*`. */
export const percentEncode = (value: string): string =>
  encodeURIComponent(value).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
