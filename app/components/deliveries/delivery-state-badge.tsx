import { Badge } from '@shopify/polaris';

import type { ShownDelivery } from './shown-delivery.ts';
import { useLanguage } from '../language/use-language.ts';

/** What became of a delivery, at a glance. */
export function DeliveryStateBadge({
  delivery,
}: {
  readonly delivery: Pick<ShownDelivery, 'state' | 'reason'>;
}) {
  const { text } = useLanguage();
  switch (delivery.state) {
    case 'unreadable':
      return <Badge tone="warning">{text('deliveries.state.unreadable')}</Badge>;
    case 'waiting':
      return <Badge tone="attention">{text('deliveries.state.waiting')}</Badge>;
    case 'received':
      return <Badge tone="info">{text('deliveries.state.received')}</Badge>;
    case 'done':
      return delivery.reason?.code === 'set_aside' ? (
        <Badge>{text('deliveries.state.dismissed')}</Badge>
      ) : (
        <Badge tone="success">{text('deliveries.state.done')}</Badge>
      );
  }
}
