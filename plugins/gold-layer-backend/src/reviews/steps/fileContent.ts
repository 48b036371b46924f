import { InputError } from '@backstage/errors';
import {
  evidenceMediaTypes,
  maxEvidenceBytes,
} from '@gold-layer/backstage-plugin-common';

type MediaType = (typeof evidenceMediaTypes)[number];

const signatures: Partial<Record<MediaType, number[]>> = {
  'application/pdf': [0x25, 0x50, 0x44, 0x46, 0x2d],
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/jpeg': [0xff, 0xd8, 0xff],
};

/**
 * The content of an evidence file as bytes.
 *
 * @throws InputError if it is empty, too large, or not what its media type says
 */
export function readFileContent(file: {
  name: string;
  mediaType: MediaType;
  content: string;
}): Buffer {
  const content = Buffer.from(file.content, 'base64');
  if (content.length === 0) {
    throw new InputError(`body.file.content: '${file.name}' is empty`);
  }
  refuseLarge(content.length);
  if (!isOfType(content, file.mediaType)) {
    throw new InputError(
      `body.file.mediaType: '${file.name}' is said to be ${file.mediaType}, but its content looks like ${looksLike(content)}`,
    );
  }
  return content;
}

/** @throws InputError if a file has more bytes than evidence may have */
export function refuseLarge(bytes: number): void {
  if (bytes <= maxEvidenceBytes) return;
  throw new InputError(
    `body.file.content: a file may have at most 5 MB (${maxEvidenceBytes} bytes), found ${inMegabytes(bytes)} MB (${bytes} bytes)`,
  );
}

function isOfType(content: Buffer, mediaType: MediaType): boolean {
  const signature = signatures[mediaType];
  if (signature) return startsWith(content, signature);
  if (!isText(content)) return false;
  return mediaType !== 'application/json' || isJson(content);
}

function looksLike(content: Buffer): string {
  const known = Object.entries(signatures).find(([, signature]) =>
    startsWith(content, signature),
  );
  if (known) return known[0];
  return isText(content) ? 'plain text' : 'something else';
}

function startsWith(content: Buffer, signature: number[]): boolean {
  return content.subarray(0, signature.length).equals(Buffer.from(signature));
}

/** UTF-8 without characters that no text has. */
function isText(content: Buffer): boolean {
  if (content.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return true;
  } catch {
    return false;
  }
}

function isJson(content: Buffer): boolean {
  try {
    JSON.parse(content.toString('utf8'));
    return true;
  } catch {
    return false;
  }
}

function inMegabytes(bytes: number): string {
  return (bytes / (1024 * 1024)).toFixed(1);
}
