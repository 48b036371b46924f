export interface Config {
  goldLayer?: {
    demo?: {
      /** @visibility frontend */
      enabled?: boolean;
    };
  };
  auth?: {
    providers?: {
      example?: {
        /**
         * People of the example company that the sign-in page offers; the first
         * of them by one press of a button.
         */
        people?: {
          /**
           * Name of the user entity, such as edda.padlock.
           * @visibility frontend
           */
          name: string;
          /**
           * Display name.
           * @visibility frontend
           */
          title: string;
          /**
           * Who they are and what they may do, in a sentence.
           * @visibility frontend
           */
          about: string;
        }[];
      };
    };
  };
}
