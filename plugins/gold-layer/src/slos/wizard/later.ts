// Both steps come with one download: what reads and writes YAML is the larger part of each.
export { DocumentStep } from './document/DocumentStep';
export { ReplayStep } from './replay/ReplayStep';
