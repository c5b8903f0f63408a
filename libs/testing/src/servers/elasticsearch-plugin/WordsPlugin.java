package shortlist;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;
import org.tartarus.snowball.ext.EnglishStemmer;

/**
 * The distribution that Maven Central has comes without the module of common analyzers. This registers, under the same names and from
 * classes that it does have, what the search index of Shortlist uses. For development and tests: a usual Elasticsearch needs no plugin.
 */
public final class WordsPlugin extends Plugin implements AnalysisPlugin {

  @Override
  public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
    return Map.of("whitespace", (index, environment, name, settings) -> TokenizerFactory.newFactory(name, WhitespaceTokenizer::new));
  }

  @Override
  public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
    return Map.of("stemmer", AnalysisPlugin.requiresAnalysisSettings((index, environment, name, settings) -> {
      String language = settings.get("language", "");
      if (!language.equals("porter2")) {
        throw new IllegalArgumentException("this build stems porter2 only, not " + language);
      }
      return filter(name, words -> new SnowballFilter(words, new EnglishStemmer()));
    }));
  }

  private static TokenFilterFactory filter(String name, UnaryOperator<TokenStream> wrap) {
    return new AbstractTokenFilterFactory(name) {
      @Override
      public TokenStream create(TokenStream words) {
        return wrap.apply(words);
      }
    };
  }
}
