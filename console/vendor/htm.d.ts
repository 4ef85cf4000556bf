// htm's own types describe its CommonJS form.
declare const htm: {
  bind(h: (type: unknown, properties: unknown, ...children: unknown[]) => unknown): unknown
}

// biome-ignore lint/style/noDefaultExport: htm's file has nothing else.
export default htm
