import type { ServiceDetail } from '@gold-layer/backstage-plugin-common';
import type { UseQueryResult } from '@tanstack/react-query';
import Box from '@mui/material/Box';
import { Loaded } from '../ui';
import { Dependencies } from './Dependencies';
import { GoldAnswer } from './GoldAnswer';
import { Ownership } from './Ownership';
import { RecordPanel } from './RecordPanel';

/** What the team declares, who owns it, and whether it should be Gold. */
export function RecordAndOwnership(props: {
  query: UseQueryResult<ServiceDetail>;
}) {
  return (
    <Loaded query={props.query} lines={8}>
      {detail => (
        <Box
          sx={{
            display: 'grid',
            gap: 2.5,
            gridTemplateColumns: {
              xs: 'minmax(0, 1fr)',
              md: 'repeat(2, minmax(0, 1fr))',
            },
          }}
        >
          <Ownership detail={detail} />
          <GoldAnswer gold={detail.service.gold} />
          <RecordPanel service={detail.service} />
          <Dependencies detail={detail} />
        </Box>
      )}
    </Loaded>
  );
}
