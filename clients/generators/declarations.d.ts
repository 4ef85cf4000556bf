/** The part of openapi-to-postmanv2 that is used; it has no types of its own. */
declare module 'openapi-to-postmanv2' {
  type Result = { result: boolean; reason?: string; output?: { data: unknown }[] }
  const converter: {
    convertV2(
      input: { type: 'string'; data: string },
      options: object,
      callback: (error: unknown, result?: Result) => void,
    ): void
  }
  // biome-ignore lint/style/noDefaultExport: a CommonJS module
  export default converter
}

/** The part of newman that is used. */
declare module 'newman' {
  namespace newman {
    type Execution = {
      item: { name: string }
      response?: { code: number; text(): string }
      requestError?: Error
      assertions?: { assertion: string; error?: Error }[]
    }
    type Summary = { run: { executions: Execution[]; failures: unknown[] } }
  }
  const newman: {
    run(
      options: { collection: object; envVar: { key: string; value: string }[] },
      callback: (error: Error | null, summary: newman.Summary) => void,
    ): void
  }
  // biome-ignore lint/style/noDefaultExport: a CommonJS module
  export default newman
}
