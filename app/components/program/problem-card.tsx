import { Badge, BlockStack, Box, Button, InlineStack, Text } from '@shopify/polaris';
import { useMemo } from 'react';

import type { Program } from '#app/loyalty/program/program.ts';
import type { ProgramProblem } from '#app/loyalty/program/program-problems.ts';

import { ListCard } from '../page/list-card.tsx';
import { namePlace, nameWrittenPlace } from '../program-text/name-place.ts';
import { describeProblem } from '../program-text/program-problem-text.ts';
import { useLanguage } from '../language/use-language.ts';
import { showLine } from './document-field.tsx';
import { type JsonLines, lineOfPlace, readJsonLines } from './json-lines.ts';

interface ProblemCardProps {
  readonly problems: readonly ProgramProblem[];
  /** What the document says, where it is a program: places have names then. */
  readonly said: { readonly program: Program; readonly currency: string } | null;
  /** The document as it was written; null where nobody has it before her. */
  readonly written: string | null;
}

/** A document as it was written, with where things stand in it. */
interface Written {
  readonly document: unknown;
  readonly lines: JsonLines;
}

/** What is wrong with a document, each beside its place; nothing where nothing is. */
export function ProblemCard({ problems, said, written }: ProblemCardProps) {
  const { text } = useLanguage();
  const read = useMemo(() => (written === null ? null : readWritten(written)), [written]);
  if (problems.length === 0) return null;
  const errorsFirst = [...problems].sort(
    (a, b) => Number(a.severity === 'warning') - Number(b.severity === 'warning'),
  );
  return (
    <ListCard title={text('programPage.problems.title')}>
      {errorsFirst.map((problem) => (
        <Problem
          key={`${problem.code} ${problem.path}`}
          problem={problem}
          said={said}
          written={read}
        />
      ))}
    </ListCard>
  );
}

function readWritten(written: string): Written {
  const lines = readJsonLines(written);
  try {
    return { document: JSON.parse(written) as unknown, lines };
  } catch (error) {
    if (error instanceof SyntaxError) return { document: undefined, lines };
    throw error;
  }
}

/** The line to look at; null where the problem is the document as a whole. */
function lineOf({ code, path }: ProgramProblem, { lines }: Written): number | null {
  if (code === 'not_json') return lines.brokenAt;
  return path === '' ? null : lineOfPlace(lines, path);
}

interface ProblemProps {
  readonly problem: ProgramProblem;
  readonly said: ProblemCardProps['said'];
  readonly written: Written | null;
}

function Problem({ problem, said, written }: ProblemProps) {
  const language = useLanguage();
  const { text } = language;
  const { severity, path } = problem;
  const name =
    (said && namePlace(path, said, language)) ??
    nameWrittenPlace(path, written?.document, language);
  const line = written && lineOf(problem, written);
  return (
    <Box padding="400">
      <BlockStack gap="100">
        <InlineStack gap="200" blockAlign="center">
          <Badge tone={severity === 'error' ? 'critical' : 'warning'}>
            {text(`programPage.problems.${severity}`)}
          </Badge>
          {name !== null && (
            <Text as="span" fontWeight="semibold" breakWord>
              {name}
            </Text>
          )}
          {path === '' ? (
            <Text as="span">{text('programPage.problems.document')}</Text>
          ) : (
            <code className="admin-breaking-text">{path}</code>
          )}
        </InlineStack>
        <Text as="p" breakWord>
          {describeProblem(problem, language)}
        </Text>
        {line !== null && (
          <InlineStack>
            <Button
              variant="plain"
              onClick={() => {
                showLine(line);
              }}
            >
              {text('programPage.problems.showLine', { line })}
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </Box>
  );
}
