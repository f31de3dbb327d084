#!/usr/bin/env node
// The house's OpenAPI document → TypeScript: one interface per record type, its inputs, and the words of its choices.
//   zhangjia openapi | node tools/types.mjs > web/src/types/records.ts        node tools/types.mjs openapi.json out.ts
import { readFileSync, writeFileSync } from 'node:fs'

const [from, into] = process.argv.slice(2)
const document = JSON.parse(readFileSync(from ?? 0, 'utf8'))
const schemas = document.components?.schemas
if (!schemas) throw new Error('not an OpenAPI document: components.schemas is missing')

const camel = name => name.replace(/(^|_)([a-z0-9])/g, (_, __, c) => c.toUpperCase())
const reference = $ref => camel($ref.slice($ref.lastIndexOf('/') + 1))
const words = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null' }
const safe = name => /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)
const comment = text => text ? ` /** ${text.replace(/\*\//g, '* /')} */` : ''

function typeOf(schema, depth) {
  if (schema.$ref) return reference(schema.$ref)
  if (schema.enum) return schema.enum.map(word => JSON.stringify(word)).join(' | ')
  const several = schema.oneOf ?? schema.anyOf
  if (several) return several.map(one => typeOf(one, depth)).join(' | ')
  const kinds = [schema.type ?? []].flat()
  return kinds.map(kind => kind === 'array' ? listOf(schema, depth) : kind === 'object' ? objectOf(schema, depth) : words[kind]).join(' | ') || 'unknown'
}

function listOf(schema, depth) {
  const item = typeOf(schema.items ?? {}, depth)
  return item.includes(' ') ? `(${item})[]` : `${item}[]`
}

function objectOf(schema, depth) {
  if (!schema.properties) return `Record<string, ${schema.additionalProperties ? typeOf(schema.additionalProperties, depth) : 'unknown'}>`
  const required = new Set(schema.required ?? []), indent = '  '.repeat(depth + 1)
  const lines = Object.entries(schema.properties).map(([name, member]) =>
    `${indent}${safe(name)}${required.has(name) || answered(schema, name) ? '' : '?'}: ${typeOf(member, depth + 1)}${comment(member.title)}`)
  return `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`
}

// An answered record always has its members, except what belongs to some answers only and what a permission may hide.
const sometimes = new Set(['masked', 'names', 'may'])
const answered = (schema, name) => schema['x-record'] && !sometimes.has(name) && !schema.properties[name]['x-see'] && schema.properties[name]['x-kind'] !== 'rows'

const parts = ['// Made by tools/types.mjs from the declarations of the record types. Do not edit.', '']
const records = []
for (const [name, schema] of Object.entries(schemas)) {
  if (schema['x-record']) records.push(name)
  const body = typeOf(schema, 0)
  if (schema.title) parts.push(`/** ${schema.title} */`)
  parts.push(body.startsWith('{') ? `export interface ${camel(name)} ${body}` : `export type ${camel(name)} = ${body}`, '')
}
parts.push('/** Every record type by its name in URLs. */', 'export interface Records {', ...records.map(name => `  ${safe(name)}: ${camel(name)}`), '}',
  'export type RecordName = keyof Records', '')

const out = parts.join('\n')
if (into) writeFileSync(into, out)
else process.stdout.write(out)
