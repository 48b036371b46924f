export interface Config {
  goldLayer?: {
    demo?: {
      /** Whether the example company Two Pelicans is part of the portal. On unless set to false. */
      enabled?: boolean;
    };
  };
}
