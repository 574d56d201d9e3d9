namespace LiveCommerce.Charts.Export;

/// <summary>What runs in the browser's page beside plotly.js.</summary>
internal static class PageScript
{
    /// <summary>Plotly to SVG, once; random ids come from the seed, so that bytes repeat.</summary>
    public const string Svg = """
        async function(spec, seed, width, height) {
          let s = seed >>> 0;
          Math.random = () => { s = (s + 0x6D2B79F5) | 0; let t = Math.imul(s ^ (s >>> 15), 1 | s); t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; return ((t ^ (t >>> 14)) >>> 0) / 4294967296; };
          const f = JSON.parse(spec);
          f.layout.width = width; f.layout.height = height;
          let svg = await Plotly.toImage({data: f.data, layout: f.layout}, {format: 'svg', width: width, height: height, imageDataOnly: true});
          if (svg.startsWith('data:')) svg = decodeURIComponent(svg.slice(svg.indexOf(',') + 1));
          svg = svg.replace(/]]>/g, ']]&gt;').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
          const read = new DOMParser().parseFromString(svg, 'image/svg+xml');
          if (read.querySelector('parsererror')) throw new Error('the picture is not well-formed SVG');
          return svg;
        }
        """;

    /// <summary>PNG of exact size from the SVG, in base64.</summary>
    public const string Png = """
        async function(svg, width, height, transparent) {
          const image = new Image(width, height);
          image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(svg);
          await image.decode();
          const canvas = document.createElement('canvas');
          canvas.width = width; canvas.height = height;
          const context = canvas.getContext('2d');
          if (!transparent) { context.fillStyle = '#ffffff'; context.fillRect(0, 0, width, height); }
          context.drawImage(image, 0, 0, width, height);
          const blob = await new Promise(done => canvas.toBlob(done, 'image/png'));
          if (!blob) throw new Error('too large for the browser: ' + width + ' by ' + height + ' pixels');
          const bytes = new Uint8Array(await blob.arrayBuffer());
          let text = '';
          for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode.apply(null, bytes.subarray(i, i + 32768));
          return btoa(text);
        }
        """;

    /// <summary>Lays the SVG out as the one page that is printed.</summary>
    public const string Lay = """
        async function(svg, width, height, title, alt) {
          document.title = title;
          document.documentElement.lang = 'en';
          const style = document.createElement('style');
          style.textContent = '@page{size:' + width + 'px ' + height + 'px;margin:0}html,body{margin:0;padding:0}svg{display:block}';
          const picture = document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true);
          picture.setAttribute('width', width); picture.setAttribute('height', height);
          picture.setAttribute('role', 'img'); picture.setAttribute('aria-label', alt); picture.removeAttribute('aria-labelledby');
          document.body.replaceChildren(style, picture);
          await document.fonts.ready;
          return '';
        }
        """;

    /// <summary>Characters that no font here has.</summary>
    public const string Missing = """
        async function(text, font) {
          const canvas = document.createElement('canvas');
          canvas.width = 24; canvas.height = 24;
          const context = canvas.getContext('2d', {willReadFrequently: true});
          const draw = c => { context.clearRect(0, 0, 24, 24); context.font = '16px ' + font; context.fillText(c, 2, 18); return context.getImageData(0, 0, 24, 24).data.join(); };
          const none = draw('\u{10FFFF}');
          return Array.from(new Set(text)).filter(c => draw(c) === none).join('');
        }
        """;

    /// <summary>A function that tells beside its value how long it took, by the page's clock.</summary>
    public static string Timed(string function) =>
        $"async function(...given) {{ const begun = performance.now(); const value = await ({function}).apply(this, given); return {{ value, milliseconds: performance.now() - begun }}; }}";

    /// <summary>Whether WebGL traces can be drawn.</summary>
    public const string WebGl = "async function() { return document.createElement('canvas').getContext('webgl') ? 'yes' : ''; }";
}
