/** How much of one repository is looked into, so that a huge one costs no more than a large one. */
const budgets = {
  /** Paths noted; the rest is left out. */
  paths: 50_000,
  /** A hand-written file is smaller. */
  bytesPerFile: 256 * 1024,
  /** For README, pipelines and scanner settings. */
  bytesOfTexts: 2 * 1024 * 1024,
  /** For manifests, of which a repository may hold any number. */
  bytesOfManifests: 6 * 1024 * 1024,
};

const foreign = /(^|\/)(node_modules|vendor|third_party|\.git|\.yarn|dist)\//;

const texts = [
  /(^|\/)readme(\.[a-z]+)?$/i,
  /(^|\/)jenkinsfile[^/]*$/i,
  /(^|\/)\.(github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/,
  /(^|\/)(\.gitlab-ci|azure-pipelines|bitbucket-pipelines|\.travis|\.drone|\.cirrus|\.woodpecker|cloudbuild|buildspec|\.pre-commit-config|lefthook)\.ya?ml$/,
  /(^|\/)\.(circleci|buildkite|semaphore|tekton|woodpecker|harness)\/[^/]+\.ya?ml$/,
  /(^|\/)\.husky\/[^/]+$/,
];
const manifests = /\.(ya?ml|tpl)$/i;

/** Decides, path by path, what to read of a repository, and notes every path on the way. */
export class ContentsWanted {
  readonly #paths = new Map<string, number | undefined>();
  #textBytes = 0;
  #manifestBytes = 0;
  #complete = true;

  static create(): ContentsWanted {
    return new ContentsWanted();
  }

  private constructor() {}

  /** Every path noted, with its size where known. */
  get paths(): ReadonlyMap<string, number | undefined> {
    return this.#paths;
  }

  /** Whether nothing had to be left out; if not, what was not found may still be there. */
  get complete(): boolean {
    return this.#complete;
  }

  /** Notes a path and says whether its content is wanted. */
  note(path: string, size?: number): boolean {
    if (foreign.test(path)) return false;
    if (this.#paths.size >= budgets.paths) {
      this.#complete = false;
      return false;
    }
    this.#paths.set(path, size);
    const isText = texts.some(pattern => pattern.test(path));
    if (!isText && !manifests.test(path)) return false;
    if ((size ?? 0) > budgets.bytesPerFile) return false;
    if (isText) this.#textBytes += size ?? 0;
    else this.#manifestBytes += size ?? 0;
    const fits = isText
      ? this.#textBytes <= budgets.bytesOfTexts
      : this.#manifestBytes <= budgets.bytesOfManifests;
    if (!fits) this.#complete = false;
    return fits;
  }
}
