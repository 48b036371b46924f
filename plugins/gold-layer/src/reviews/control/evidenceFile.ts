import {
  evidenceMediaTypes,
  maxEvidenceBytes,
  type AddEvidence,
} from '@gold-layer/backstage-plugin-common';

type MediaType = (typeof evidenceMediaTypes)[number];

const kinds: Record<MediaType, string> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'text/plain': 'text',
  'text/csv': 'CSV',
  'application/json': 'JSON',
};

/** For the browser's file chooser. */
export const acceptedTypes = evidenceMediaTypes.join(',');
/** For people. */
export const acceptedWords = `${Object.values(kinds).join(', ')}; up to 5 MB`;

/** Why a file cannot be evidence, before anything of it is sent. */
export function refuseFile(file: File): string | undefined {
  if (file.size > maxEvidenceBytes) {
    return `${file.name} has ${megabytes(file.size)}; files may have up to 5 MB. Put it where it can be linked to, and add a link instead.`;
  }
  if (file.size === 0) return `${file.name} is empty.`;
  if (!mediaTypeOf(file)) {
    return `${file.name} is ${file.type || 'of a type the browser does not know'}; it may be ${acceptedWords}.`;
  }
  return undefined;
}

/** A file as the contract carries it. */
export async function toEvidenceFile(
  file: File,
): Promise<NonNullable<AddEvidence['file']>> {
  const mediaType = mediaTypeOf(file);
  const refusal = refuseFile(file);
  if (refusal || !mediaType) throw new Error(refusal);
  return { name: file.name, mediaType, content: await base64(file) };
}

/** `6.0 MB`. */
export function megabytes(bytes: number): string {
  return bytes < 100_000
    ? `${Math.max(1, Math.round(bytes / 1000))} kB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function mediaTypeOf(file: File): MediaType | undefined {
  return evidenceMediaTypes.find(type => type === file.type);
}

function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(new Error(`${file.name} could not be read.`));
    reader.onload = () => {
      // `data:application/pdf;base64,JVBERi0…`
      const url = String(reader.result);
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.readAsDataURL(file);
  });
}
