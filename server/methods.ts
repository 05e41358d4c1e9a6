import { readFile } from 'node:fs/promises';
import Handlebars from 'handlebars';
import { Marked, type Tokens } from 'marked';
import temml from 'temml';

/** One `## ` section of the methods. */
export interface Topic {
  slug: string;
  title: string;
  markdown: string;
}

/** The methods by topic; empty when there is no such file. */
export async function readTopics(file: string): Promise<Topic[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title = '', ...rest] = section.split('\n');
      return { slug: slugged(title), title: title.trim(), markdown: rest.join('\n').trim() };
    });
}

const slugged = (title: string): string =>
  title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

const escaped = Handlebars.escapeExpression;
/** A formula as MathML, which browsers lay out and screen readers speak without a script. Inline styles are refused by the content policy. */
const formula = (latex: string): string => temml.renderToString(latex, { displayMode: true, throwOnError: true }).replace(/ style="[^"]*"/g, '');

const safeHref = /^(https?:\/\/|\/(?!\/)|#)/;

/** Markdown without raw HTML, images or addresses that run something. */
const marked = new Marked({
  gfm: true,
  renderer: {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => escaped(text),
    code: ({ text, lang }: Tokens.Code) =>
      lang === 'math'
        ? `<div class="formula" tabindex="0" role="region" aria-label="Formula">${formula(text)}</div>\n`
        : `<pre class="code" tabindex="0"><code>${escaped(text)}</code></pre>\n`,
    image: ({ text }: Tokens.Image) => escaped(text),
    link({ href, tokens }: Tokens.Link) {
      const text = this.parser.parseInline(tokens);
      return safeHref.test(href) ? `<a href="${escaped(href)}">${text}</a>` : text;
    },
    heading({ tokens, depth }: Tokens.Heading) {
      return `<h${Math.max(2, depth - 1)}>${this.parser.parseInline(tokens)}</h${Math.max(2, depth - 1)}>\n`;
    },
  },
});

/** Markdown of the methods as HTML. */
export function renderMarkdown(markdown: string): Handlebars.SafeString {
  const html = marked.parse(markdown, { async: false });
  // Wide tables scroll in a region that the keyboard reaches.
  return new Handlebars.SafeString(
    html
      .replaceAll('<table>', '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table>')
      .replaceAll('</table>', '</table></div>')
      .replace(/ align="(left|right|center)"/g, ' class="$1"'),
  );
}
