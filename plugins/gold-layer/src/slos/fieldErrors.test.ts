import { refusal } from '../__testUtils__/refusal';
import { fieldErrorsOf } from './fieldErrors';

describe('fieldErrorsOf', () => {
  const fields = ['rule', 'timeZone', 'from'];
  it.each([
    [
      'body.rule: found "FREQ=HOURLY", expected one of DAILY',
      { rule: 'Found "FREQ=HOURLY", expected one of DAILY' },
    ],
    [
      'body.from: expected a time; with a zone, found "x"; body.timeZone: expected text, found 1',
      {
        from: 'Expected a time; with a zone, found "x"',
        timeZone: 'Expected text, found 1',
      },
    ],
  ])('reads %s', async (message, byField) => {
    expect(fieldErrorsOf(await refusal(400, message), fields)).toEqual({
      byField,
      other: null,
    });
  });

  it.each([
    [400, 'body.meaning: expected dropped'],
    [400, 'The body is too large'],
    [409, 'body.rule: somebody was faster'],
  ])('leaves %s %s to be shown as a whole', async (status, message) => {
    const error = await refusal(status, message);
    expect(fieldErrorsOf(error, fields).other).toBe(error);
    expect(fieldErrorsOf(null, fields)).toEqual({ byField: {}, other: null });
  });
});
