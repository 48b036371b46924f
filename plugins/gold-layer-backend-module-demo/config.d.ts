export interface Config {
  goldLayer?: {
    demo?: {
      /** Whether the example company Two Pelicans is part of the portal. On unless set to false. */
      enabled?: boolean;
    };
  };
  auth?: {
    providers?: {
      /** Lets anybody sign in as a person of the example company. */
      example?: {
        /** Allows it outside of development too; for portals that hold nothing real. */
        dangerouslyAllowOutsideDevelopment?: boolean;
      };
    };
  };
}
