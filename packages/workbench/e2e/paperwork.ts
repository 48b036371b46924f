import { APIRequestContext, expect } from '@playwright/test';

/** Somebody of the example organisation at the API. */
export interface Person {
  call<T>(
    method: 'get' | 'post' | 'put',
    path: string,
    data?: unknown,
  ): Promise<T>;
  /** Status of a call that may be refused, with the refusal's sentence. */
  attempt(
    path: string,
    data: unknown,
  ): Promise<{ status: number; said: string }>;
}

/** What the walk reads of a review. */
export interface Review {
  id: string;
  version: number;
  state: string;
  sections: {
    section: string;
    controls: {
      control: string;
      title: string;
      answer?: string;
      blocking: boolean;
      evidenceNeeded: string;
      evidence: unknown[];
      version: number;
    }[];
  }[];
}

/** Signs a person in at the API, as the sign-in page does. */
export async function personAt(
  request: APIRequestContext,
  name: string,
): Promise<Person> {
  const session = await request.post('/api/auth/example/refresh', {
    headers: { 'x-gold-layer-example-person': name },
  });
  const { backstageIdentity } = await session.json();
  const headers = { Authorization: `Bearer ${backstageIdentity.token}` };
  return {
    async call(method, path, data) {
      const response = await request[method](`/api/gold-layer${path}`, {
        headers,
        data,
      });
      const text = await response.text();
      expect(response.status(), `${method} ${path}: ${text}`).toBe(200);
      return JSON.parse(text);
    },
    async attempt(path, data) {
      const response = await request.post(`/api/gold-layer${path}`, {
        headers,
        data,
      });
      const body = await response.json();
      return { status: response.status(), said: body.error?.message ?? '' };
    },
  };
}

/**
 * Answers everything that is still open, as a patient team would: met, with a
 * link where evidence is asked for or the control blocks.
 */
export async function answerTheRest(
  person: Person,
  review: Review,
  options: { except: string[] },
): Promise<void> {
  const open = review.sections
    .flatMap(({ controls }) => controls)
    .filter(
      ({ answer, control }) => !answer && !options.except.includes(control),
    );
  for (const { control, blocking, evidenceNeeded, version } of open) {
    const path = `/reviews/${review.id}/answers/${control}`;
    if (blocking || evidenceNeeded === 'required') {
      await person.call('post', `${path}/evidence`, {
        kind: 'link',
        title: 'Written up by the team',
        url: `https://docs.twopelicans.example/beacon/${control}`,
        date: new Date().toISOString().slice(0, 10),
      });
      const now = await person.call<Review>('get', `/reviews/${review.id}`);
      const found = now.sections
        .flatMap(({ controls }) => controls)
        .find(each => each.control === control);
      if (found?.answer) continue;
      await person.call('put', path, {
        version: found?.version ?? version,
        answer: 'met',
      });
    } else {
      await person.call('put', path, { version, answer: 'met' });
    }
  }
}
