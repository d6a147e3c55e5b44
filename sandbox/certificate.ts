import { createHash, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

const MAPPED_HOSTS = ['api.notion.com', 'app.notion.com', 'api.trello.com', 'trello.com'] as const;

export interface Certificate {
  readonly key: string;
  readonly cert: string;
  /** Base64 of the SHA-256 of the public key: a browser told this hash trusts this key and no other. */
  readonly spkiHash: string;
}

/** Made anew at every start and kept in memory only. */
export async function createCertificate(): Promise<Certificate> {
  const pems = await generate([{ name: 'commonName', value: 'Slightly Clean sandbox' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + 7 * 86_400_000),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [...[...MAPPED_HOSTS, 'localhost'].map((value) => ({ type: 2 as const, value })), { type: 7, ip: '127.0.0.1' }],
      },
    ],
  });
  const publicKey = new X509Certificate(pems.cert).publicKey.export({ type: 'spki', format: 'der' });
  return { key: pems.private, cert: pems.cert, spkiHash: createHash('sha256').update(publicKey).digest('base64') };
}

/** What Chromium needs to take this server for the real hosts, and to reach nothing else. */
export function chromiumArgs(port: number, spkiHash: string): string[] {
  const mapped = MAPPED_HOSTS.map((host) => `MAP ${host}:443 127.0.0.1:${port}`);
  return [
    `--host-resolver-rules=${[...mapped, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'].join(', ')}`,
    `--ignore-certificate-errors-spki-list=${spkiHash}`,
  ];
}
