import { generateKeyPairSync, sign } from 'node:crypto'

/** A certificate and its key, PEM. */
export type TestCertificate = { readonly key: string; readonly cert: string }

export type CertificateOptions = {
  readonly name?: string
  /** The issuer; absent: self-signed. */
  readonly issuer?: TestCertificate & { readonly name: string }
  readonly isAuthority?: boolean
  /** UTCTime, as `491231235959Z`. */
  readonly validTo?: string
}

/**
 * Makes a certificate for `localhost` and `127.0.0.1`, valid from 2020 to 2049 by default.
 *
 * Written out in DER because Node makes no certificates, a fresh machine may have no openssl, and a private key in the
 * repository would alarm every scanner.
 *
 * @see RFC 5280, section 4.1
 */
export function createTestCertificate(options: CertificateOptions = {}): TestCertificate & { readonly name: string } {
  const { name = 'bulksms test', issuer, isAuthority = true, validTo = '491231235959Z' } = options
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const ecdsaWithSha256 = sequence(Buffer.from('06082a8648ce3d040302', 'hex'))
  const validity = sequence(tlv(0x17, Buffer.from('200101000000Z')), tlv(0x17, Buffer.from(validTo)))
  const subjectAltName = sequence(tlv(0x82, Buffer.from('localhost')), tlv(0x87, Buffer.from([127, 0, 0, 1])))
  const basicConstraints = sequence(isAuthority ? Buffer.from('0101ff', 'hex') : Buffer.alloc(0))
  const extensions = sequence(extension('0603551d11', subjectAltName), extension('0603551d13', basicConstraints))
  const body = sequence(
    tlv(0xa0, Buffer.from('020102', 'hex')),
    Buffer.from('020101', 'hex'),
    ecdsaWithSha256,
    distinguishedName(issuer?.name ?? name),
    validity,
    distinguishedName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, extensions),
  )
  const signature = tlv(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', body, issuer?.key ?? privateKey)]))
  const der = sequence(body, ecdsaWithSha256, signature)
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return {
    name,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  }
}

const distinguishedName = (commonName: string): Buffer =>
  sequence(tlv(0x31, sequence(Buffer.from('0603550403', 'hex'), tlv(0x0c, Buffer.from(commonName)))))

const sequence = (...parts: readonly Buffer[]): Buffer => tlv(0x30, Buffer.concat(parts))

const extension = (oidHex: string, value: Buffer): Buffer => sequence(Buffer.from(oidHex, 'hex'), tlv(0x04, value))

/** One DER element. Lengths up to 65,535 are more than a certificate needs. */
function tlv(tag: number, value: Buffer): Buffer {
  const { length } = value
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), value])
}
