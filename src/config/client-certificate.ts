import { readFile } from 'node:fs/promises'
import type { ClientCertificate } from '../upstream/pool.ts'
import { certificatesFile, keyFile, pairCertificate } from './pem-files.ts'

/** Certificates are renewed days before they expire, so this is soon enough. It costs nothing. */
const pollMs = 3_000

export type CertificateFiles = { readonly cert: string; readonly key: string }

export type CertificateSource = {
  /** Reads both files now. */
  reload(): void
  close(): void
}

export type SourceOptions = {
  readonly onLoaded: (certificate: ClientCertificate) => void
  /** Told what is wrong with files that have changed; what was read before them still counts. */
  readonly onFaults: (faults: readonly string[]) => void
  readonly pollMs?: number
}

/** Reads the two files and holds them against each other. */
export function readClientCertificate(
  files: CertificateFiles,
):
  | { readonly ok: true; readonly certificate: ClientCertificate }
  | { readonly ok: false; readonly faults: readonly string[] } {
  const cert = certificatesFile(files.cert)
  const key = keyFile(files.key)
  if ('value' in cert && 'value' in key) {
    const pair = pairCertificate({ cert: cert.value, key: key.value }, Date.now())
    return 'value' in pair
      ? { ok: true, certificate: pair.value }
      : { ok: false, faults: [`UPSTREAM_CERT_FILE ${pair.expected}`] }
  }
  return {
    ok: false,
    faults: [
      ...('expected' in cert ? [`UPSTREAM_CERT_FILE ${cert.expected}`] : []),
      ...('expected' in key ? [`UPSTREAM_KEY_FILE ${key.expected}`] : []),
    ],
  }
}

/**
 * Looks at the files of a certificate for as long as the gateway runs. The two are replaced one after the other, so a pair
 * that does not match is told only if it is still there at the next look.
 */
export function followClientCertificate(
  files: CertificateFiles,
  used: ClientCertificate,
  { onLoaded, onFaults, ...options }: SourceOptions,
): CertificateSource {
  /** What the last look has found, and whether it was wrong. */
  let seen = formatContent(used.cert, used.key)
  let wrong = false
  /** The last faults that were told, so that the same ones are told once. */
  let told = ''
  let looking = false
  let closed = false

  function load(): readonly string[] {
    const read = readClientCertificate(files)
    if (!read.ok) return read.faults
    told = ''
    const { certificate } = read
    if (certificate.cert !== used.cert || certificate.key !== used.key) {
      used = certificate
      onLoaded(certificate)
    }
    return []
  }

  function tell(faults: readonly string[]): void {
    told = faults.join()
    onFaults(faults)
  }

  async function look(): Promise<void> {
    // On a slow disk one look may last longer than the time to the next.
    if (looking) return
    looking = true
    const [cert, key] = await Promise.all([files.cert, files.key].map((file) => readFile(file, 'utf8').catch(codeOf)))
    looking = false
    if (closed) return
    const found = formatContent(cert ?? '', key ?? '')
    if (found === seen && !wrong) return
    const faults = load()
    wrong = faults.length > 0
    if (wrong && found === seen && faults.join() !== told) tell(faults)
    seen = found
  }

  const timer = setInterval(look, options.pollMs ?? pollMs)
  timer.unref()
  return {
    reload() {
      const faults = load()
      if (faults.length > 0) tell(faults)
    },
    close() {
      closed = true
      clearInterval(timer)
    },
  }
}

const formatContent = (cert: string, key: string): string => JSON.stringify([cert, key])

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown error'
