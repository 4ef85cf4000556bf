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

export type CertificateSourceOptions = {
  readonly onLoaded: (certificate: ClientCertificate) => void
  /** Called with the faults of changed files; the previous certificate remains in use. */
  readonly onFaults: (faults: readonly string[]) => void
  readonly pollMs?: number
}

/** Reads the two files and checks that they match. */
export function readClientCertificate(
  files: CertificateFiles,
):
  | { readonly ok: true; readonly certificate: ClientCertificate }
  | { readonly ok: false; readonly faults: readonly string[] } {
  const cert = certificatesFile(files.cert)
  const key = keyFile(files.key)
  if (cert.ok && key.ok) {
    const pair = pairCertificate({ cert: cert.value, key: key.value }, Date.now())
    return pair.ok
      ? { ok: true, certificate: pair.value }
      : { ok: false, faults: [`UPSTREAM_CERT_FILE ${pair.expected}`] }
  }
  return {
    ok: false,
    faults: [
      ...(cert.ok ? [] : [`UPSTREAM_CERT_FILE ${cert.expected}`]),
      ...(key.ok ? [] : [`UPSTREAM_KEY_FILE ${key.expected}`]),
    ],
  }
}

/**
 * Polls the files of a certificate while the gateway runs. The two are replaced one after the other, so a mismatch is
 * only reported if it persists until the next check.
 */
export function followClientCertificate(
  files: CertificateFiles,
  used: ClientCertificate,
  { onLoaded, onFaults, ...options }: CertificateSourceOptions,
): CertificateSource {
  /** The result of the last check, and whether it was invalid. */
  let seen = formatContent(used.cert, used.key)
  let wrong = false
  /** The last reported faults, so that the same ones are reported once. */
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
    // On a slow disk, a check may take longer than the interval.
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
