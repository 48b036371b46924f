import type { HumanDuration } from '@backstage/types';

export interface Config {
  goldLayer?: {
    catalog?: {
      /**
       * How often the catalog is asked what changed; 5 seconds if absent. In
       * large catalogs it is asked less often by itself, so that comparing
       * never takes more than a tenth of the time.
       */
      interval?: HumanDuration | string;
    };
    /**
     * Where definitions (scorecards and facts) are read from besides the
     * built-in ones; later ones override earlier ones of the same kind and
     * name. Each entry has one of the three.
     */
    definitions?: {
      /** A YAML file. Relative paths start where the backend was started. */
      file?: string;
      /** A folder of YAML files, read with its sub-folders. */
      folder?: string;
      /** The address of a YAML file that the portal's URL reader can reach. */
      url?: string;
    }[];
    facts?: {
      /** How long changes of facts are kept; 400 days if absent. */
      keepHistory?: HumanDuration | string;
    };
    slos?: {
      /** How often the OpenSLO files that service records name are read again; 15 minutes if absent. */
      readFilesEvery?: HumanDuration | string;
    };
    /** Sources of facts by name, such as `repository`. */
    sources?: {
      [name: string]: {
        /** Whether the source is asked; true if absent. Facts of a source that is not asked can be pushed instead. */
        enabled?: boolean;
        /** How often all services are collected; the source's own choice if absent. */
        frequency?: HumanDuration | string;
      };
    };
  };
}
