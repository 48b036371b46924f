import { ResponseError } from '@backstage/errors';

/** What the client throws when the backend refuses, with the backend's sentence. */
export async function refusal(
  status: number,
  message: string,
): Promise<ResponseError> {
  return ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name: 'Refused', message },
        response: { statusCode: status },
      }),
      { status, headers: { 'Content-Type': 'application/json' } },
    ),
  );
}
