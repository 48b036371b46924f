import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { ENTITY_STATUS_CATALOG_PROCESSING_TYPE } from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import type { AlphaEntity } from '@backstage/catalog-model/alpha';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import catalogModuleGoldLayer from '.';

/** An entity provider that holds whatever the test last gave it. */
class GivenEntities implements EntityProvider {
  #connection?: EntityProviderConnection;

  getProviderName() {
    return 'given';
  }

  async connect(connection: EntityProviderConnection) {
    this.#connection = connection;
  }

  async give(...entities: Entity[]) {
    await this.#connection?.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({ entity, locationKey: 'given' })),
    });
  }
}

function anEntity(
  kind: string,
  name: string,
  { description, goldLayer }: { description: string; goldLayer?: object },
): Entity {
  const annotations = {
    'backstage.io/managed-by-location': `url:https://example.com/${name}`,
    'backstage.io/managed-by-origin-location': `url:https://example.com/${name}`,
  };
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, description, annotations },
    spec: {
      owner: 'group:default/payments',
      ...(kind === 'Component' && {
        type: 'service',
        lifecycle: 'production',
      }),
      ...(goldLayer && { goldLayer: JSON.parse(JSON.stringify(goldLayer)) }),
    },
  };
}

async function startCatalog() {
  const given = new GivenEntities();
  const { server } = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleGoldLayer,
      createBackendModule({
        pluginId: 'catalog',
        moduleId: 'given',
        register: env =>
          env.registerInit({
            deps: { processing: catalogProcessingExtensionPoint },
            init: async ({ processing }) => processing.addEntityProvider(given),
          }),
      }),
    ],
  });

  async function find(kind: string, name: string) {
    const url = `http://localhost:${server.port()}/api/catalog/entities/by-name/${kind}/default/${name}`;
    const headers = { Authorization: mockCredentials.user.header() };
    const response = await fetch(url, { headers });
    if (!response.ok) return undefined;
    const entity: AlphaEntity = await response.json();
    return entity;
  }

  /** The entity as soon as the catalog has caught up with its description. */
  async function arrival(kind: string, name: string, description: string) {
    const deadline = Date.now() + 20_000;
    while (Date.now() < deadline) {
      const entity = await find(kind, name);
      if (entity?.metadata.description === description) return entity;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    throw new Error(`${kind} ${name} never came as '${description}'`);
  }
  return { given, arrival };
}

describe('catalogModuleGoldLayer', () => {
  it('keeps entities with a wrong record up to date and shows what is wrong', async () => {
    const { given, arrival } = await startCatalog();

    await given.give(
      anEntity('Component', 'checkout', {
        description: 'first',
        goldLayer: { tier: 'gold', peakRps: 5, onCall: { rotations: 'a' } },
      }),
      anEntity('Component', 'ledger', {
        description: 'right',
        goldLayer: { tier: 'critical' },
      }),
      anEntity('Component', 'plain', { description: 'without a record' }),
      anEntity('System', 'payments', {
        description: 'misplaced',
        goldLayer: { tier: 'critical' },
      }),
    );

    const checkout = await arrival('component', 'checkout', 'first');
    const messages = [
      'Invalid service record: spec.goldLayer.tier is "gold"; allowed: one of critical, important, standard, experimental',
      'Invalid service record: spec.goldLayer.onCall.rotations is "a"; allowed: no field of this name; did you mean rotation?',
    ];
    expect(checkout.status?.items).toEqual(
      messages.map(message => ({
        type: ENTITY_STATUS_CATALOG_PROCESSING_TYPE,
        level: 'error',
        message: `InputError: ${message}`,
        error: { name: 'InputError', message },
      })),
    );
    // What else the entity says is served too, relations included.
    expect(checkout.spec?.goldLayer).toMatchObject({ peakRps: 5 });
    expect(checkout.relations).toEqual([
      { type: 'ownedBy', targetRef: 'group:default/payments' },
    ]);

    const ledger = await arrival('component', 'ledger', 'right');
    expect(ledger.status).toBeUndefined();
    const plain = await arrival('component', 'plain', 'without a record');
    expect(plain.status).toBeUndefined();

    const system = await arrival('system', 'payments', 'misplaced');
    expect(system.status?.items).toEqual([
      expect.objectContaining({
        level: 'warning',
        message: expect.stringContaining('no effect on this System'),
      }),
    ]);

    await given.give(
      anEntity('Component', 'checkout', {
        description: 'second',
        goldLayer: { tier: 'top' },
      }),
    );
    const changed = await arrival('component', 'checkout', 'second');
    expect(changed.status?.items).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('spec.goldLayer.tier is "top"'),
      }),
    ]);

    await given.give(
      anEntity('Component', 'checkout', {
        description: 'third',
        goldLayer: { tier: 'critical' },
      }),
    );
    const mended = await arrival('component', 'checkout', 'third');
    expect(mended.status).toBeUndefined();
  }, 60_000);
});
