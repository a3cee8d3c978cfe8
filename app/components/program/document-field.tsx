import { BlockStack, DropZone, TextField } from '@shopify/polaris';

import { useLanguage } from '../language/use-language.ts';

interface DocumentFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** There is one of these on a page. */
const FIELD_ID = 'program-document';

/** Takes the reader to a line of the document, and marks it. @param line from 1 */
export function showLine(line: number): void {
  const field = document.getElementById(FIELD_ID);
  if (!(field instanceof HTMLTextAreaElement)) return;
  const lines = field.value.split('\n');
  const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  field.focus();
  field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  field.scrollIntoView({ block: 'center' });
  field.scrollTop = (field.scrollHeight * (line - 1)) / lines.length - field.clientHeight / 2;
}

/** A program's document as text: typed, pasted, or taken from a file. */
export function DocumentField({ value, onChange }: DocumentFieldProps) {
  const { text } = useLanguage();
  return (
    <BlockStack gap="300">
      <DropZone
        label={text('programPage.import.file')}
        accept=".json,application/json"
        type="file"
        allowMultiple={false}
        variableHeight
        onDropAccepted={([file]) => {
          void file?.text().then(onChange);
        }}
      >
        <DropZone.FileUpload actionTitle={text('programPage.import.file')} />
      </DropZone>
      <TextField
        id={FIELD_ID}
        label={text('programPage.import.field')}
        value={value}
        onChange={onChange}
        multiline={8}
        maxHeight={420}
        autoComplete="off"
        monospaced
        spellCheck={false}
      />
    </BlockStack>
  );
}
