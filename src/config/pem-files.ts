import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { ClientCertificate } from '../upstream/pool.ts'
import { readTextFile } from './secret-file.ts'
import type { Parsed } from './setting.ts'

/** The certificates of a file, PEM. Node would report a wrong one only at the first connection, as if the upstream were down. */
export function certificatesFile(file: string): Parsed<string> {
  const pem = readTextFile(file)
  const certificates = pem === undefined ? [] : readCertificates(pem)
  const right = pem !== undefined && certificates !== undefined && certificates.length > 0
  return right ? { ok: true, value: pem } : { ok: false, expected: 'must name a readable PEM file with certificates' }
}

/** The certificates of authorities, among them at least one root: a chain that does not end in a root is not trusted. */
export function authoritiesFile(file: string): Parsed<string> {
  const read = certificatesFile(file)
  if (!read.ok) return read
  const hasRoot = readCertificates(read.value)?.some((certificate) => certificate.checkIssued(certificate))
  return hasRoot
    ? read
    : { ok: false, expected: 'must have the root certificate in its file: an intermediate alone is not trusted' }
}

/** Reads a PEM private key. */
export function keyFile(file: string): Parsed<string> {
  const pem = readTextFile(file)
  return pem !== undefined && readKey(pem) !== undefined
    ? { ok: true, value: pem }
    : { ok: false, expected: 'must name a readable PEM file with a private key that has no passphrase' }
}

/**
 * Combines a certificate and its key.
 *
 * @param pems the results of `certificatesFile` and `keyFile`; the first certificate is the gateway's own
 */
export function pairCertificate(
  pems: { readonly cert: string; readonly key: string },
  nowMs: number,
): Parsed<ClientCertificate> {
  const [own] = readCertificates(pems.cert) ?? []
  const key = readKey(pems.key)
  if (own === undefined || key === undefined || !own.checkPrivateKey(key))
    return { ok: false, expected: 'must begin with the certificate that belongs to UPSTREAM_KEY_FILE' }
  const validToMs = own.validToDate.getTime()
  if (validToMs < nowMs)
    return {
      ok: false,
      expected: `must hold a certificate that has not expired: this one did on ${own.validToDate.toISOString()}`,
    }
  return { ok: true, value: { ...pems, validToMs } }
}

function readCertificates(pem: string): readonly X509Certificate[] | undefined {
  try {
    const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []
    return blocks.map((block) => new X509Certificate(block))
  } catch {
    return undefined
  }
}

function readKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem)
  } catch {
    return undefined
  }
}
