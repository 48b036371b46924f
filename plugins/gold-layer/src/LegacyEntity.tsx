import { QueryProvider } from './api';
import { GoldLayerEntityCard, GoldLayerEntityContent } from './entity';

/** The card, with the query client that the new frontend system would bring. */
export function LegacyEntityCard() {
  return (
    <QueryProvider>
      <GoldLayerEntityCard />
    </QueryProvider>
  );
}

/** The tab, likewise. */
export function LegacyEntityContent() {
  return (
    <QueryProvider>
      <GoldLayerEntityContent />
    </QueryProvider>
  );
}
