import type { ReviewSummary } from '@gold-layer/backstage-plugin-common';
import Box from '@mui/material/Box';
import { CardList, SmallTable, useNarrow } from '../../ui';
import {
  DueCell,
  PeopleCell,
  ProgressCell,
  ServiceCell,
  StateCell,
  SubjectCell,
} from './cells';

/** Reviews as a table, or one below the other where that would not fit. */
export function ReviewRows(props: { rows: ReviewSummary[] }) {
  if (useNarrow()) return <ReviewCards rows={props.rows} />;
  return (
    <SmallTable
      label="Reviews"
      rows={props.rows}
      rowKey={({ id }) => id}
      columns={[
        {
          title: 'Service and checklist',
          heading: true,
          minWidth: 150,
          render: review => (
            <>
              <SubjectCell review={review} />
              <ServiceCell review={review} />
            </>
          ),
        },
        {
          title: 'State',
          minWidth: 120,
          render: review => <StateCell review={review} />,
        },
        {
          title: 'Answered',
          minWidth: 105,
          render: review => <ProgressCell review={review} />,
        },
        {
          title: 'With whom',
          minWidth: 130,
          render: review => (
            <>
              <PeopleCell review={review} />
              <div>
                <DueCell review={review} />
              </div>
            </>
          ),
        },
      ]}
    />
  );
}

function ReviewCards(props: { rows: ReviewSummary[] }) {
  return (
    <CardList label="Reviews" rows={props.rows} rowKey={({ id }) => id} flush>
      {review => (
        <Box sx={{ display: 'grid', gap: 0.5 }}>
          <Box>
            <SubjectCell review={review} />
            <ServiceCell review={review} />
          </Box>
          <StateCell review={review} />
          <ProgressCell review={review} />
          <div>
            <DueCell review={review} />
          </div>
          <PeopleCell review={review} />
        </Box>
      )}
    </CardList>
  );
}
