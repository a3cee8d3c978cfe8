import { make } from '../dom.ts';
import type { Setting, Value } from './editor-state.ts';

type Change = (id: string, value: Value) => void;

/**
 * Draws a setting the way the theme editor does.
 * @see https://shopify.dev/docs/storefronts/themes/architecture/settings/input-settings
 */
export function settingField(
  setting: Setting,
  fieldId: string,
  values: Record<string, Value>,
  change: Change,
): HTMLElement {
  const { id } = setting;
  if (setting.type === 'header') return make('h3', {}, setting.content ?? '');
  if (setting.type === 'paragraph' || id === undefined) {
    return make('p', { className: 'muted' }, setting.content ?? '');
  }
  const value = values[id] ?? setting.default ?? '';
  const control = controlFor(setting, value, (changed) => change(id, changed));
  const input = control.matches('input, select, textarea')
    ? control
    : control.querySelector<HTMLElement>('input, select, textarea');
  if (input !== null) input.id = fieldId;
  const label = make('label', { htmlFor: fieldId }, setting.label ?? id);
  const isCheckbox = setting.type === 'checkbox';
  const field = make(
    'div',
    { className: isCheckbox ? 'field field-check' : 'field' },
    ...(isCheckbox ? [control, label] : [label, control]),
  );
  if (setting.info !== undefined) {
    const info = make('p', { className: 'hint', id: `${fieldId}-info` }, setting.info);
    input?.setAttribute('aria-describedby', info.id);
    field.append(info);
  }
  return field;
}

function controlFor(setting: Setting, value: Value, change: (value: Value) => void): HTMLElement {
  switch (setting.type) {
    case 'checkbox': {
      const box = make('input', { type: 'checkbox', checked: value === true });
      box.addEventListener('change', () => change(box.checked));
      return box;
    }
    case 'range':
      return rangeControl(setting, value, change);
    case 'number': {
      const number = make('input', { type: 'number', value: String(value) });
      number.addEventListener('input', () => change(Number(number.value)));
      return number;
    }
    case 'select':
    case 'radio':
    case 'product':
    case 'collection':
      return selectControl(setting, value, change);
    case 'color':
      return colorControl(value, change);
    case 'textarea':
    case 'richtext':
    case 'inline_richtext':
    case 'html':
    case 'liquid': {
      const area = make('textarea', { value: String(value), rows: 3 });
      area.addEventListener('input', () => change(area.value));
      return area;
    }
    default: {
      const text = make('input', {
        type: setting.type === 'url' ? 'url' : 'text',
        value: String(value),
        placeholder: setting.placeholder ?? '',
      });
      text.addEventListener('input', () => change(text.value));
      return text;
    }
  }
}

function rangeControl(setting: Setting, value: Value, change: (value: Value) => void): HTMLElement {
  const unit = setting.unit ?? '';
  const range = make('input', {
    type: 'range',
    min: String(setting.min ?? 0),
    max: String(setting.max ?? 100),
    step: String(setting.step ?? 1),
  });
  range.value = String(value);
  const output = make('output', {}, `${range.value}${unit}`);
  range.addEventListener('input', () => {
    output.textContent = `${range.value}${unit}`;
    change(Number(range.value));
  });
  return make('div', { className: 'range' }, range, output);
}

function selectControl(
  setting: Setting,
  value: Value,
  change: (value: Value) => void,
): HTMLElement {
  const select = make(
    'select',
    {},
    ...(setting.options ?? []).map((option) =>
      make('option', { value: option.value }, option.label),
    ),
  );
  select.value = String(value);
  select.addEventListener('change', () => change(select.value));
  return select;
}

/** A colour may be left empty, which the browser's own control cannot say: a text field beside it can. */
function colorControl(value: Value, change: (value: Value) => void): HTMLElement {
  const text = make('input', { type: 'text', value: String(value), placeholder: 'None' });
  const swatch = make('input', {
    type: 'color',
    value: /^#[0-9a-f]{6}$/i.test(text.value) ? text.value : '#ffffff',
  });
  swatch.setAttribute('aria-label', 'Choose a colour');
  swatch.addEventListener('input', () => {
    text.value = swatch.value;
    change(swatch.value);
  });
  text.addEventListener('change', () => {
    if (!/^(#[0-9a-f]{6})?$/i.test(text.value)) return;
    if (text.value !== '') swatch.value = text.value;
    change(text.value);
  });
  return make('div', { className: 'colour' }, text, swatch);
}
