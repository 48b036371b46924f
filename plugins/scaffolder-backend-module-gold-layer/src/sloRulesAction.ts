import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { rulesOfFiles, SloFile } from '@gold-layer/backstage-plugin-common';
import { sloRulesExamples } from './sloRulesExamples';

const rulesName = 'slo-rules.yaml';

async function readSloFile(workspace: string, path: string): Promise<SloFile> {
  try {
    const text = await readFile(resolveSafeChildPath(workspace, path), 'utf8');
    return { path, text };
  } catch (error) {
    throw new InputError(
      `Cannot read '${path}', expected an OpenSLO file of the workspace`,
      error,
    );
  }
}

async function filesOf(
  workspace: string,
  input: { files?: string[]; text?: string },
): Promise<SloFile[]> {
  const files = await Promise.all(
    (input.files ?? []).map(path => readSloFile(workspace, path)),
  );
  const inline =
    input.text === undefined ? [] : [{ path: 'text', text: input.text }];
  if (files.length + inline.length === 0) {
    throw new InputError(
      'Found neither files nor text, expected at least one of them',
    );
  }
  return [...files, ...inline];
}

/**
 * `gold-layer:slo:rules` writes the recording and alerting rules for Prometheus
 * that follow from OpenSLO documents. It fails, and writes nothing, as long as
 * a document has an error.
 */
export function createSloRulesAction(options: { portalUrl?: string }) {
  return createTemplateAction({
    id: 'gold-layer:slo:rules',
    description:
      'Writes recording and burn alert rules for Prometheus from OpenSLO documents.',
    examples: sloRulesExamples,
    supportsDryRun: true,
    schema: {
      input: {
        files: z =>
          z
            .array(z.string())
            .optional()
            .describe('Paths of OpenSLO files in the workspace'),
        text: z => z.string().optional().describe('OpenSLO documents, as YAML'),
        service: z =>
          z
            .string()
            .optional()
            .describe('Entity ref of the service, if documents do not name it'),
        output: z =>
          z
            .string()
            .default('prometheus')
            .describe('Folder of the workspace in which the rules are written'),
      },
      output: {
        path: z => z.string().describe('Path of the rules in the workspace'),
        slos: z => z.array(z.string()).describe('Ids of the SLOs'),
        warnings: z =>
          z
            .array(z.string())
            .describe('What will surprise, with file and line'),
      },
    },
    async handler(ctx) {
      const { service, output } = ctx.input;
      const files = await filesOf(ctx.workspacePath, ctx.input);
      const made = rulesOfFiles(files, { service, ...options });
      if (made.rules === undefined) {
        throw new InputError(
          `No rules were written:\n${made.errors.join('\n')}`,
        );
      }
      [...made.warnings, ...made.notNeeded].forEach(it => ctx.logger.warn(it));
      const path = join(output, rulesName);
      const target = resolveSafeChildPath(ctx.workspacePath, path);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, made.rules);
      ctx.logger.info(`Wrote rules of ${made.slos.length} SLOs to ${path}`);
      ctx.output('path', path);
      ctx.output(
        'slos',
        made.slos.map(it => it.id),
      );
      ctx.output('warnings', made.warnings);
    },
  });
}
