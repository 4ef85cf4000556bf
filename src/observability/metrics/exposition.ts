/** The metrics in the text format of Prometheus. */
export type Exposition = { readonly contentType: string; format(): Promise<string> }
