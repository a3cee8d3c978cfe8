import {
  ChoiceList,
  IndexFilters,
  IndexFiltersMode,
  type IndexFiltersProps,
  useSetIndexFiltersMode,
} from '@shopify/polaris';

import { type BoundedCount, writeCount } from '../page/bounded-count.ts';
import { NAMED_TOPICS, nameTopic } from './delivery-text.ts';
import { useLanguage } from '../language/use-language.ts';

export type DeliveryView = 'all' | 'attention' | 'waiting';

/** In the order of the tabs. */
const VIEWS: readonly DeliveryView[] = ['all', 'attention', 'waiting'];

export interface DeliveryChoice {
  readonly view: DeliveryView;
  readonly topic: string | null;
}

interface DeliveryFiltersProps {
  readonly choice: DeliveryChoice;
  readonly unreadable: BoundedCount;
  readonly waiting: BoundedCount;
  readonly onChoose: (choice: DeliveryChoice) => void;
  readonly isLoading: boolean;
}

/** Tabs for what is to be done, and a filter by kind of event. */
export function DeliveryFilters({
  choice,
  unreadable,
  waiting,
  onChoose,
  isLoading,
}: DeliveryFiltersProps) {
  const language = useLanguage();
  const { text } = language;
  // A filter that is in force is shown from the beginning.
  const { mode, setMode } = useSetIndexFiltersMode(
    choice.topic === null ? IndexFiltersMode.Default : IndexFiltersMode.Filtering,
  );
  const counts: Partial<Record<DeliveryView, BoundedCount>> = { attention: unreadable, waiting };
  const onTopic = (topic: string | null) => {
    onChoose({ ...choice, topic });
  };
  return (
    <IndexFilters
      mode={mode}
      setMode={setMode}
      tabs={VIEWS.map((view) => ({
        id: view,
        content: text(`deliveries.view.${view}`),
        isLocked: true,
        ...(counts[view] &&
          counts[view].count > 0 && { badge: writeCount(counts[view], language) }),
      }))}
      selected={VIEWS.indexOf(choice.view)}
      onSelect={(index) => {
        onChoose({ ...choice, view: VIEWS[index] ?? 'all' });
      }}
      canCreateNewView={false}
      hideQueryField
      queryValue=""
      onQueryChange={() => undefined}
      onQueryClear={() => undefined}
      filters={topicFilter(choice.topic, onTopic, language)}
      appliedFilters={
        choice.topic === null
          ? []
          : [
              {
                key: 'topic',
                label: text('deliveries.topicChosen', {
                  topic: writeTopic(choice.topic, language),
                }),
                onRemove: () => {
                  onTopic(null);
                },
              },
            ]
      }
      onClearAll={() => {
        onTopic(null);
      }}
      // Closes the filter: one that goes on unseen would hide events.
      cancelAction={{
        onAction: () => {
          if (choice.topic !== null) onTopic(null);
        },
        disabled: false,
        loading: false,
      }}
      filteringAccessibilityLabel={text('deliveries.filter')}
      filteringAccessibilityTooltip={text('deliveries.filter')}
      disableKeyboardShortcuts
      disableStickyMode
      loading={isLoading}
    />
  );
}

function topicFilter(
  chosen: string | null,
  onTopic: (topic: string | null) => void,
  language: ReturnType<typeof useLanguage>,
): IndexFiltersProps['filters'] {
  const title = language.text('deliveries.topicFilter');
  return [
    {
      key: 'topic',
      label: title,
      pinned: true,
      filter: (
        <ChoiceList
          title={title}
          titleHidden
          choices={NAMED_TOPICS.map((topic) => ({
            value: topic,
            label: writeTopic(topic, language),
          }))}
          selected={chosen === null ? [] : [chosen]}
          onChange={([topic]) => {
            onTopic(topic ?? null);
          }}
        />
      ),
    },
  ];
}

/** A named topic by its name; another as Shopify writes it. */
function writeTopic(topic: string, language: ReturnType<typeof useLanguage>): string {
  return NAMED_TOPICS.includes(topic) ? nameTopic(topic, language) : topic;
}
