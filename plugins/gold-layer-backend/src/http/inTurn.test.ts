import { setTimeout as pause } from 'node:timers/promises';
import { inTurn } from './inTurn';

describe('background work in turn', () => {
  it('never runs two pieces at once, keeps their order, and goes on after one that fails', async () => {
    const events: string[] = [];
    const piece = (name: string) =>
      inTurn(async () => {
        events.push(`${name} begins`);
        await pause(5);
        events.push(`${name} ends`);
        if (name === 'b') throw new Error('b is broken');
        return name;
      });
    const all = await Promise.allSettled(['a', 'b', 'c'].map(piece));
    expect(all.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(events).toEqual(
      ['a', 'b', 'c'].flatMap(name => [`${name} begins`, `${name} ends`]),
    );
  });
});
