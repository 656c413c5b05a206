/** Elements to XML 1.0 text: no declaration of entities, no comments, no CDATA. */

import { escapeControl } from './escape.ts';

/** An element with attributes, then text or elements inside. */
export interface XmlElement {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number>>;
  readonly children?: readonly XmlElement[];
  readonly text?: string;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
};

// What XML may not hold at all, such as U+0000 and half a surrogate pair, has no escape in it: it is shown.
const textOf = (text: string): string =>
  escapeControl(text).replace(/[&<>]/g, (character) => entities[character] ?? character);

const attributeOf = (text: string): string =>
  escapeControl(text).replace(/[&<>"\n\t]/g, (character) => entities[character] ?? character);

const lines = (element: XmlElement, indent: string): readonly string[] => {
  const { name, attributes = {}, children = [], text = '' } = element;
  const head = [
    name,
    ...Object.entries(attributes).map(([key, value]) => `${key}="${attributeOf(String(value))}"`),
  ].join(' ');
  if (children.length === 0)
    return [text === '' ? `${indent}<${head}/>` : `${indent}<${head}>${textOf(text)}</${name}>`];
  return [
    `${indent}<${head}>`,
    ...children.flatMap((child) => lines(child, `${indent}  `)),
    `${indent}</${name}>`,
  ];
};

/** A whole document. Names are ours; values may be anybody's. */
export const xmlText = (root: XmlElement): string =>
  `${['<?xml version="1.0" encoding="UTF-8"?>', ...lines(root, '')].join('\n')}\n`;
