import express, { RequestHandler } from 'express';
import { maxEvidenceBytes } from '@gold-layer/backstage-plugin-common';
import { refuseLarge } from './steps/fileContent';

/** Base64 takes a third more; besides the file there are only a few short texts. */
const largestBody = Math.ceil((maxEvidenceBytes / 3) * 4) + 64 * 1024;

/**
 * Reads the body of new evidence. One that is too large is refused before it
 * is read, in the words that a file too large is refused in.
 */
export function receiveEvidence(): RequestHandler {
  const parse = express.json({ limit: largestBody });
  return (request, response, next) => {
    const announced = Number(request.headers['content-length'] ?? 0);
    if (announced > largestBody) {
      refuseLarge(Math.floor((announced / 4) * 3));
    }
    parse(request, response, next);
  };
}
