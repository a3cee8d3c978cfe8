import { parsers } from 'prettier/plugins/yaml';

/** What stands in a YAML file. Scalars are text, as they were written. */
export type Yaml = string | null | readonly Yaml[] | { readonly [key: string]: Yaml };

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly anchor?: { readonly value: string } | null;
  readonly children?: readonly (Node | null)[];
}

/**
 * Reads a YAML document with anchors and merges, by means of the parser that formats our files.
 * @throws Error on whatever else YAML knows, so that nothing passes unseen
 */
export async function readYaml(text: string): Promise<Yaml> {
  const root = (await parsers.yaml.parse(text, {} as never)) as Node;
  return valueOf(root, new Map());
}

function valueOf(node: Node | null | undefined, anchors: Map<string, Yaml>): Yaml {
  if (!node) return null;
  const value = readNode(node, anchors);
  if (node.anchor) anchors.set(node.anchor.value, value);
  return value;
}

function readNode(node: Node, anchors: Map<string, Yaml>): Yaml {
  const children = node.children ?? [];
  switch (node.type) {
    case 'plain':
    case 'quoteDouble':
    case 'quoteSingle':
      return node.value ?? '';
    case 'alias':
      return anchors.get(node.value ?? '') ?? null;
    case 'sequence':
    case 'flowSequence':
      return children.map((each) => valueOf(each, anchors));
    case 'mapping':
    case 'flowMapping':
      return readMapping(children, anchors);
    case 'root':
    case 'document':
    case 'documentBody':
    case 'mappingKey':
    case 'mappingValue':
    case 'sequenceItem':
    case 'flowSequenceItem':
      return valueOf(
        children.find((each) => each?.type !== 'documentHead'),
        anchors,
      );
    default:
      throw new Error(`no reading of "${node.type}" in YAML was built`);
  }
}

function readMapping(items: readonly (Node | null)[], anchors: Map<string, Yaml>): Yaml {
  const merged: Record<string, Yaml> = {};
  const own: Record<string, Yaml> = {};
  for (const item of items) {
    const [key, value] = (item?.children ?? []).map((each) => valueOf(each, anchors));
    if (key === '<<') Object.assign(merged, ...[value].flat().toReversed());
    else if (typeof key === 'string') own[key] = value ?? null;
  }
  return { ...merged, ...own };
}
