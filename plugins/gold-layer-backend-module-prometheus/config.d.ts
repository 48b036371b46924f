export interface Config {
  goldLayer?: {};
}
