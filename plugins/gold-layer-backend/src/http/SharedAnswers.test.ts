import { SharedAnswers } from './SharedAnswers';

it('a failure that comes late takes no newer answer with it', async () => {
  const clock = { now: new Date(0) };
  const answers = SharedAnswers.create<string>({
    validMs: 1000,
    capacity: 2,
    now: () => clock.now,
  });
  let fail = (_: Error) => {};
  const slow = answers.get(
    'a',
    () =>
      new Promise((_, reject) => {
        fail = reject;
      }),
  );
  clock.now = new Date(1000);
  expect(await answers.get('a', async () => 'new')).toBe('new');
  fail(new Error('down'));
  await expect(slow).rejects.toThrow('down');
  expect(await answers.get('a', async () => 'asked again')).toBe('new');
});
