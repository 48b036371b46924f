import {
  suggestMetrics,
  type MetricLookup,
  type SliMenuItem,
} from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import type { UseQueryResult } from '@tanstack/react-query';
import { useFormContext } from 'react-hook-form';
import { toProblem } from '../../../api';
import { Hint, SearchField, Waiting } from '../../../ui';
import { ChoiceCards, type CardOption } from '../../ChoiceCards';
import { WizardPart } from '../WizardPart';
import type { SloDraft } from '../draft/draft';
import { DraftField } from '../DraftField';

const mostShown = 12;

/** Searches metrics that really exist, those that fit first. */
export function MetricChoice(props: {
  item: SliMenuItem;
  q: string;
  found: UseQueryResult<MetricLookup>;
  onSearch: (q: string) => void;
  onWay: (way: SloDraft['how']) => void;
}) {
  const { item, found } = props;
  const { watch, setValue, formState, clearErrors } =
    useFormContext<SloDraft>();
  const metric = watch('metric');
  const { all, fitting } = optionsOf(item, found.data?.items ?? []);
  const options = (fitting.length > 0 ? fitting : all).slice(0, mostShown);
  const choose = (name: string) => {
    setValue('metric', name);
    const known = item.conventions.find(it => it.metric === name);
    if (known?.bad && watch('bad').length === 0) setValue('bad', known.bad);
    if (known?.badMetric) {
      setValue('badBy', 'metric');
      setValue('badMetric', known.badMetric);
    }
    clearErrors(['metric', 'bad', 'badMetric']);
  };
  const shown =
    metric && options.every(({ value }) => value !== metric)
      ? [{ value: metric, title: metric, about: 'Chosen' }, ...options]
      : options;
  return (
    <WizardPart
      title="Which metric?"
      why={`Words of a name, all of which have to be in it. Something for “${item.title}” usually has ${item.words.slice(0, 3).join(', ')} in its name.`}
    >
      {found.error ? (
        <NoLookup why={toProblem(found.error)} onWay={props.onWay} />
      ) : (
        <>
          <SearchField
            label="Search metrics"
            placeholder="http requests"
            value={props.q}
            onSearch={props.onSearch}
          />
          <Box sx={{ mt: 1 }}>
            {found.isLoading ? (
              <Waiting lines={4} />
            ) : (
              <ChoiceCards
                label="Metric"
                width={360}
                value={metric}
                onChoose={choose}
                options={shown}
              />
            )}
          </Box>
          {found.data && (
            <Found
              problem={found.data.problem}
              fits={fitting.length}
              all={all.length}
              shown={options.length}
            />
          )}
          {found.data && all.length === 0 && <OtherWays onWay={props.onWay} />}
        </>
      )}
      {formState.errors.metric && (
        <Box role="alert">
          <FormHelperText error>
            {formState.errors.metric.message}
          </FormHelperText>
        </Box>
      )}
    </WizardPart>
  );
}

/** What the search has found and what of it is not shown. */
function Found(props: {
  problem?: string;
  fits: number;
  all: number;
  shown: number;
}) {
  const { fits, all, shown } = props;
  const rest = (fits > 0 ? fits : all) - shown;
  return (
    <Box
      role="status"
      sx={{ color: 'text.secondary', fontSize: '0.8125rem', mt: 1 }}
    >
      {all > 0 &&
        fits === 0 &&
        'None of these is of the kind that is usual for this. '}
      {fits > 0 && all > fits && `${all - fits} of another kind are left out. `}
      {rest > 0 && `${rest} more match; type more of the name. `}
      {props.problem}
    </Box>
  );
}

/** Why nothing can be looked up, and how one goes on all the same. */
function NoLookup(props: {
  why: ReturnType<typeof toProblem>;
  onWay: (way: SloDraft['how']) => void;
}) {
  const forbidden = props.why.kind === 'forbidden';
  return (
    <>
      <Hint tone="warning">
        {forbidden
          ? 'You may not look up metrics; that takes the permission gold-layer.slo.query. '
          : `Metrics cannot be looked up: ${props.why.message} `}
        The wizard works without it.
      </Hint>
      <DraftField
        name="metric"
        label="Name of the metric"
        sx={{ maxWidth: 480, mb: 1 }}
        hint="As the source has it; nobody checks here that it exists"
      />
      <OtherWays onWay={props.onWay} />
    </>
  );
}

function OtherWays(props: { onWay: (way: SloDraft['how']) => void }) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1 }}>
      <Button
        size="small"
        variant="outlined"
        color="inherit"
        onClick={() => props.onWay('queries')}
      >
        Write the queries by hand
      </Button>
      <Button
        size="small"
        variant="outlined"
        color="inherit"
        onClick={() => props.onWay('pushed')}
      >
        Push the numbers instead
      </Button>
    </Box>
  );
}

function optionsOf(
  item: SliMenuItem,
  metrics: Parameters<typeof suggestMetrics>[1],
): { all: CardOption[]; fitting: CardOption[] } {
  const toOption = (
    { name, type, help }: (typeof metrics)[number],
    from?: string,
  ): CardOption => ({
    value: name,
    title: name,
    about: help,
    note: [type, from && `known from ${from}`].filter(Boolean).join(', '),
  });
  return {
    all: metrics.map(metric => toOption(metric)),
    fitting: suggestMetrics(item, metrics).map(({ metric, convention }) =>
      toOption(metric, convention?.from),
    ),
  };
}
