import { z } from 'zod';
import { BrowserEditStore } from './EditStore';
import type { PendingEdit } from './pendingEdit';

const fields = z.object({ answer: z.string(), note: z.string() });
type Fields = z.infer<typeof fields>;
const base: Fields = { answer: '', note: '' };

/** A tab of somebody who fills in the same review. */
function openTab(user = 'user:default/ada') {
  return BrowserEditStore.create<Fields>({
    subject: 'review 1',
    user,
    fields,
  });
}

function edit(
  key: string,
  change: Partial<Fields>,
  version = 1,
): PendingEdit<Fields> {
  return { key, change, base, version };
}

/** What the next visit would find. */
const kept = () =>
  openTab()
    .load()
    .map(({ key, change, version }) => ({ key, change, version }));

describe('changes kept by several tabs of one person', () => {
  beforeEach(() => window.localStorage.clear());

  it('stand beside each other, and each tab takes away its own', () => {
    const [left, right] = [openTab(), openTab()];
    left.save([edit('slos', { answer: 'met' })]);
    right.save([edit('runbooks', { answer: 'partly' })]);
    expect(kept()).toEqual([
      { key: 'slos', change: { answer: 'met' }, version: 1 },
      { key: 'runbooks', change: { answer: 'partly' }, version: 1 },
    ]);
    left.save([]);
    expect(kept()).toEqual([
      { key: 'runbooks', change: { answer: 'partly' }, version: 1 },
    ]);
    right.save([]);
    expect(window.localStorage).toHaveLength(0);
  });

  it('to parts of one thing are both kept, as seen at the older version', () => {
    const [left, right] = [openTab(), openTab()];
    left.save([edit('slos', { answer: 'met' }, 3)]);
    right.save([edit('slos', { note: 'See the wiki' }, 4)]);
    expect(kept()).toEqual([
      {
        key: 'slos',
        change: { answer: 'met', note: 'See the wiki' },
        version: 3,
      },
    ]);
    left.save([]);
    expect(kept()).toMatchObject([{ change: { note: 'See the wiki' } }]);
    right.save([]);
    expect(kept()).toEqual([]);
  });

  it('to the same part stand as last written, until that is sent', () => {
    const [left, right] = [openTab(), openTab()];
    left.save([edit('slos', { note: 'one' })]);
    right.save([edit('slos', { note: 'two' })]);
    left.save([]);
    expect(kept()).toMatchObject([{ change: { note: 'two' } }]);
    right.save([edit('slos', { note: 'two and a half' })]);
    right.save([]);
    expect(kept()).toEqual([]);
  });

  it('are done with once the tab that took them over has sent them', () => {
    openTab().save([edit('slos', { answer: 'met' })]);
    const next = openTab();
    expect(next.load()).toHaveLength(1);
    next.save([]);
    expect(window.localStorage).toHaveLength(0);
  });

  it('are not seen by another person on the same computer', () => {
    openTab().save([edit('slos', { answer: 'met' })]);
    const other = openTab('user:default/grace');
    expect(other.load()).toEqual([]);
    other.save([]);
    expect(kept()).toHaveLength(1);
  });

  it('are not kept where the portal cannot say whose they are', () => {
    const [one, other] = [openTab('nobody'), openTab('nobody')];
    expect(one.save([edit('slos', { answer: 'met' })])).toBe(false);
    expect(window.localStorage).toHaveLength(0);
    expect(other.load()).toEqual([]);
  });

  it('are told from those that the browser does not take', () => {
    expect(openTab().save([edit('slos', { answer: 'met' })])).toBe(true);
    const full = jest
      .spyOn(Storage.prototype, 'setItem')
      .mockImplementation(() => {
        throw new Error('QuotaExceededError');
      });
    expect(openTab().save([edit('slos', { answer: 'partly' })])).toBe(false);
    full.mockRestore();
  });

  it('that nobody can read are dropped', () => {
    window.localStorage.setItem(
      'gold-layer.unsaved/user:default/ada/review 1',
      '[{"key":"slos"}, 7]',
    );
    openTab().save([edit('slos', { answer: 'met' })]);
    expect(kept()).toHaveLength(1);
  });
});
