import { mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { audited } from './audited';

function recording() {
  const event = { success: jest.fn(), fail: jest.fn() };
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => event),
  });
  return { auditor, event };
}

const action = { eventId: 'fact-push', meta: { items: 2 } };

describe('audited', () => {
  it('records that a write began and how it ended', async () => {
    const { auditor, event } = recording();
    const outcome = await audited(
      auditor,
      action,
      async () => ({ stored: 2 }),
      ({ stored }) => ({ stored }),
    );
    expect(outcome).toEqual({ stored: 2 });
    expect(auditor.createEvent).toHaveBeenCalledWith(action);
    expect(event.success).toHaveBeenCalledWith({ meta: { stored: 2 } });
    expect(event.fail).not.toHaveBeenCalled();
  });

  it('records a failure and lets it through', async () => {
    const { auditor, event } = recording();
    const error = new NotAllowedError('no');
    await expect(
      audited(auditor, action, async () => {
        throw error;
      }),
    ).rejects.toBe(error);
    expect(event.fail).toHaveBeenCalledWith({ error });
    expect(event.success).not.toHaveBeenCalled();
  });
});
