// The typefaces of the decks, so that a slide looks here as in its files; in subsets, fetched when a slide needs them.
import "@fontsource/gelasio/400.css";
import "@fontsource/gelasio/700.css";
import "@fontsource/inter/400.css";
import "@fontsource/inter/700.css";
import "@fontsource/noto-sans/400.css";
import "@fontsource/noto-sans/700.css";
import "@fontsource/nunito/400.css";
import "@fontsource/nunito/700.css";
