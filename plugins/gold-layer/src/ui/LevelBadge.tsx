import Box from '@mui/material/Box';
import { Pill } from './Pill';
import { useTones } from './tones';
import { levelWords } from './words';

/** The level a service holds: as many steps as its rank, its name, its colour. */
export function LevelBadge(props: {
  /** The level's name; absent or `none` on the ground floor. */
  level?: string;
  title?: string;
  rank: number;
}) {
  const tone = useTones().level({ name: props.level, rank: props.rank });
  const height = (step: number) => 3 + step * 3;
  return (
    <Pill
      tone={tone}
      icon={
        <Box
          component="svg"
          viewBox="0 0 14 12"
          sx={{ width: 14, height: 12, fill: 'currentColor' }}
        >
          {[1, 2, 3].map(step => (
            <rect
              key={step}
              x={(step - 1) * 5}
              y={12 - height(step)}
              width="4"
              height={height(step)}
              rx="1"
              opacity={step <= props.rank ? 1 : 0.25}
            />
          ))}
        </Box>
      }
    >
      {levelWords(props.level, props.title)}
    </Pill>
  );
}
